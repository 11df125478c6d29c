import { routes, type RouteId } from '@foyer/contracts';
import { discover } from '@foyer/platform';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeKey } from './handles.js';

/** @throws Error when a route of the contracts has no door, or two */
export function checkRoutes(discovery: DiscoveryService, reflector: Reflector): void {
  const places = new Map<RouteId, string>();
  discover<RouteId>(discovery, reflector, routeKey, (id, _method, where) => {
    const other = places.get(id);
    if (other) throw new Error(`Two doors for ${id}: ${other} and ${where}`);
    places.set(id, where);
  });
  const missing = Object.keys(routes).filter((id) => ![...places.keys()].some((known) => known === id));
  if (missing.length) throw new Error(`No door for ${missing.join(', ')}`);
}
