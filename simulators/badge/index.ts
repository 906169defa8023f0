/**
 * Staff badges to lay on a simulated PN532.
 *
 * @packageDocumentation
 */
export { SIMULATED_BADGES, SIMULATED_STAFF_KEYS, type SimulatedBadgeId, simulatedBadge } from './badges.ts';
export { type BadgeFault, DesfireBadge, type DesfireBadgeOptions } from './card.ts';
