import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { HOST_EXPECTED, isHost } from './words.ts';

/** Such as `time.example` or `192.0.2.7:123`; without a port, all ports. */
const host = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/, 'a host, with its port or without')
  .refine((text) => isHost(text.split(':')[0] ?? ''), `${HOST_EXPECTED}, with its port or without`)
  .refine((text) => isPort(text.split(':')[1] ?? '1'), 'a host, with its port (1 to 65535) or without');

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65_535;
}

const addresses = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'an address, or addresses such as 10.20.0.0/24',
});

export const networkSchema = strictShape({
  /** Hosts that the kiosk may reach besides office and devices, such as a time server. */
  allow: z.array(host).max(50),
  /** Addresses that may log in by ssh; absent: none. */
  admin: z.exactOptional(z.array(addresses).min(1).max(10)),
});
