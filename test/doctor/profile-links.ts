import type { Fixture } from './fixture.ts';

/* Links of devices, as a row writes them into the profile of the fixture. */

export const tcp = (port: number) => `{ tcp: { host: 127.0.0.1, port: ${port} } }`;

/** The lines of the profile in which each device has its link. */
export const SIMULATED = {
  reader: 'driver: mrz, link: simulated',
  terminal: 'charset: utf8, issueOfGoods: true, link: simulated',
  printer: 'model: epson-tm-t20, link: simulated',
  billValidator: 'driver: ccnet, link: simulated',
} as const;

export type Wired = keyof typeof SIMULATED;

export const link = (fixture: Fixture, device: Wired, text: string): void =>
  fixture.profile((profile) => profile.replace(SIMULATED[device], SIMULATED[device].replace('simulated', text)));

export const serial = (path: string) => `{ serial: { path: ${path}, baudRate: 9600 } }`;
const CHIP = 'chip: { driver: pn532, link: LINK, trust: /no/such/trust }';
export const chip = (fixture: Fixture, its: string) =>
  fixture.profile((text) => text.replace(SIMULATED.reader, `${SIMULATED.reader}, ${CHIP.replace('LINK', its)}`));
