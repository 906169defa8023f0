import type { Framed, Framer } from '../../framer.ts';
import { createDialectFramer, type MrzDialect } from './dialect.ts';
import { createElyctisFramer, type ElyctisMessage } from './elyctis.ts';
import type { Scan } from './scan.ts';

/** What was found in the bytes of a reader's wire. */
export interface FoundZones {
  /** The lines of each whole zone, in order. */
  readonly zones: readonly (readonly string[])[];
  /** Bytes that belong to none. */
  readonly discarded: number;
}

/** The zones in bytes as a reader of this dialect sends them; whatever is unfinished at their end is no zone. */
export function zonesInBytes(bytes: Uint8Array, dialect: MrzDialect): FoundZones {
  const framed: readonly Framed<Scan | ElyctisMessage>[] =
    dialect.name === 'elyctis' ? all(createElyctisFramer(), bytes) : all(createDialectFramer(dialect), bytes);
  const zones = framed.flatMap((each) =>
    each.kind === 'frame' && each.body.kind === 'zone' && each.body.lines.length > 0 ? [each.body.lines] : [],
  );
  return {
    zones,
    discarded: framed.reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0),
  };
}

const all = <Body>(framer: Framer<Body>, bytes: Uint8Array): Framed<Body>[] => [...framer.feed(bytes), ...framer.gap()];
