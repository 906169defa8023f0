import type { CabledDeviceKind } from '../../drivers/device-kinds.ts';
import type { Fixture } from './fixture.ts';

export const tcpLinkText = (port: number) => `{ tcp: { host: 127.0.0.1, port: ${port} } }`;

export const setDeviceLink = (fixture: Fixture, device: CabledDeviceKind, text: string): void =>
  fixture.profile((profile) =>
    profile.replace(new RegExp(`^(  ${device}: .*?\\blink: )simulated`, 'm'), (_, before: string) => before + text),
  );

export const serialLinkText = (path: string) => `{ serial: { path: ${path}, baudRate: 9600 } }`;
const CHIP = 'chip: { driver: pn532, link: LINK, trust: /no/such/trust }';
export const setChipReaderLink = (fixture: Fixture, its: string) =>
  setDeviceLink(fixture, 'reader', `simulated, ${CHIP.replace('LINK', its)}`);
