import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { portSchema } from './words.ts';

const ANYWHERE: readonly string[] = ['0.0.0.0', '::', '0:0:0:0:0:0:0:0'];

export const metricsSchema = strictShape({
  port: portSchema,
  /** This machine's address in the network of the Prometheus server. Absent: loopback only. */
  host: z.exactOptional(
    z
      .union([z.ipv4(), z.ipv6()], { error: 'an address of this machine such as 10.20.0.5' })
      .refine((host) => !ANYWHERE.includes(host), 'one address of this machine, and not all of them'),
  ),
});
