import { once } from 'node:events';
import http from 'node:http';
import type { Metrics } from './metrics.js';

/**
 * Answers `GET /metrics` on a port of its own, which no reverse proxy passes on: what a process tells of itself is
 * for those who run it.
 */
export class MetricsServer {
  private server: http.Server | null = null;

  constructor(private readonly metrics: Metrics) {}

  /** @param port 0 for any free one @returns the port that it listens on */
  async listen(port: number, host: string): Promise<number> {
    const server = http.createServer((request, response) => {
      // For supervisors of workers, which have no other port.
      if (request.method === 'GET' && request.url === '/health/live') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
        return;
      }
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      const { registry } = this.metrics;
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    this.server = server;
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
  }
}
