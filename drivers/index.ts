/**
 * Parts that all drivers share: a link, a clock, and the `Result` that reports failures.
 *
 * @packageDocumentation
 */
export { type Clock, realClock } from './clock.ts';
export type { DeviceState } from './device-status.ts';
export { type HidLink, type HidLinkFactory, hidLink } from './hid/hid-link.ts';
export type { HidIdentity } from './hid/identity.ts';
export type { Link, LinkFactory, LinkTrouble } from './link/link.ts';
export { type Cable, cable } from './link/pair.ts';
export { listSerialPorts, type SerialOptions, type SerialPortInfo, serialLink } from './link/serial.ts';
export { type TcpOptions, tcpLink } from './link/tcp.ts';
export type { OnDiscarded } from './link/wire-line.ts';
export type { Result } from './result.ts';
