import type { Service } from './schema.ts';

/** A service as an office with this very catalogue offers it: the reference back office takes everything from here. */
export function offeredAs(service: Service) {
  const { id, title, paper, needsCard, groups, next } = service;
  const sendsToWindow = next.some(({ az }) => /\{(window|ticket)\}/.test(az));
  return { id, title: title.az, paper, needsCard, group: groups[0]!, sendsToWindow };
}
