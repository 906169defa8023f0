import type { Framer, FramerOutput } from '../../framer.ts';
import { createDialectFramer, type MrzDialect } from './dialect.ts';
import { createElyctisFramer, type ElyctisMessage } from './elyctis.ts';
import type { ZoneScan } from './scan.ts';

/** `discarded`: number of bytes of noise. */
export interface FoundZones {
  readonly zones: readonly (readonly string[])[];
  readonly discarded: number;
}

/** Finds the zones in bytes of this dialect. An unfinished zone at the end does not count. */
export function findZones(bytes: Uint8Array, dialect: MrzDialect): FoundZones {
  const framed: readonly FramerOutput<ZoneScan | ElyctisMessage>[] =
    dialect.name === 'elyctis' ? all(createElyctisFramer(), bytes) : all(createDialectFramer(dialect), bytes);
  const zones = framed.flatMap((each) =>
    each.kind === 'frame' && each.body.kind === 'zone' && each.body.lines.length > 0 ? [each.body.lines] : [],
  );
  return {
    zones,
    discarded: framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0),
  };
}

const all = <Body>(framer: Framer<Body>, bytes: Uint8Array): FramerOutput<Body>[] => [
  ...framer.feed(bytes),
  ...framer.gap(),
];
