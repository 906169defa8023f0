/**
 * A wire's device end and faults, repeatable random numbers. In memory, a simulator uses `cable().device` of `asan-kiosk/drivers`.
 *
 * @packageDocumentation
 */
export type { ArmedFaults } from './faults/armed.ts';
export { withFaultsAtDevice } from './faults/faulty-wire.ts';
export { type WireFault, type WireFaults, withWireFaults } from './faults/wire-faults.ts';
export { seededRandom } from './random.ts';
export type { Wire } from './wire.ts';
export { openPty, type PtyWire } from './wire-pty.ts';
export { listenTcp, type TcpWire } from './wire-tcp.ts';
