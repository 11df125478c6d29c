import type { Metrics } from '@foyer/platform';

/** The template of the path and never the path: it may hold a token, and every value would be a series of its own. */
export function requestTook(
  metrics: Metrics,
  method: string,
  route: string | undefined,
  status: number,
  milliseconds: number,
): void {
  metrics.took(
    'foyer_http_request_seconds',
    'From the request to the last byte of its answer.',
    { method, route: route ?? 'none', status: String(status) },
    milliseconds,
  );
}
