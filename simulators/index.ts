/**
 * The device's end of a wire, what goes wrong on a wire, and chance that can be repeated. A simulator in memory is given
 * `cable().device` of `asan-kiosk/drivers`.
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
