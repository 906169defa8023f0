import type { SessionSnapshot } from './to-screen.ts';

/** Name of a state, without the inner states of steps. */
type NameOf<V> = V extends string ? V : keyof V;
export type VisitStateName = NameOf<Extract<SessionSnapshot['value'], { visit: unknown }>['visit']['journey']>;

export function visitStateNameOf(session: SessionSnapshot): VisitStateName {
  const { value } = session;
  if (value === 'over') throw new Error('a visit that is over has no screen');
  const { journey } = value.visit;
  return (typeof journey === 'string' ? journey : Object.keys(journey)[0]) as VisitStateName;
}
