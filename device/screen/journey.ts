import type { SessionSnapshot } from './to-screen.ts';

/** The names of the states alone: a room of a step holds no states that the visit knows of. */
type NameOf<V> = V extends string ? V : keyof V;
export type At = NameOf<Extract<SessionSnapshot['value'], { visit: unknown }>['visit']['journey']>;

/** Where a visit is on its journey. */
export function journeyAt(session: SessionSnapshot): At {
  const { value } = session;
  if (value === 'over') throw new Error('a visit that is over has no screen');
  const { journey } = value.visit;
  return (typeof journey === 'string' ? journey : Object.keys(journey)[0]) as At;
}
