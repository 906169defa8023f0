import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import { CREDENTIALS, INSTALLED } from '../../machine/installed.ts';
import type { AcceptedOrder } from './signed-order.ts';

type Group = Readonly<Record<string, unknown>>;

/** Groups of a profile that an order decides. `provision --devices` may replace devices without an order. */
const OF_ORDER = [
  'kiosk',
  'web',
  'backOffice',
  'ledger',
  'catalogue',
  'cash',
  'offline',
  'metrics',
  'transparency',
  'network',
  'backup',
  'hours',
  'notices',
  'elsewhere',
  'sound',
];

const identity = `credential:${CREDENTIALS.identity}`;
const OF_ENROL: Group = {
  'backOffice.ca': INSTALLED.officeCa,
  'backOffice.identity.key': identity,
  'backOffice.identity.certificate': identity,
};

export interface OrderDifference {
  readonly place: string;
  readonly says: string;
}

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list is one value. */
const valuesIn = (value: unknown, place: string): readonly (readonly [place: string, value: unknown])[] =>
  isGroup(value)
    ? Object.entries(value).flatMap(([key, its]) => valuesIn(its, place === '' ? key : `${place}.${key}`))
    : [[place, value]];

const valuesOf = (data: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    OF_ORDER.flatMap((group) => (isGroup(data) && Object.hasOwn(data, group) ? valuesIn(data[group], group) : [])),
  );

const MOST_LETTERS = 100;

function words(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

/** Differences between a profile and the last order of this machine; `null` if the record lacks the order's values. */
export function orderDifferences(profileText: string, taken: AcceptedOrder): readonly OrderDifference[] | null {
  if (taken.gave === undefined) return null;
  const [given, here] = [valuesOf(taken.gave), valuesOf(loaded(profileText))];
  const places = [...new Set([...given.keys(), ...here.keys()])];
  return places.flatMap((place) => {
    const [its, now] = [given.get(place), here.get(place)];
    if (isDeepStrictEqual(its, now) || (its === undefined && now === OF_ENROL[place])) return [];
    return [{ place, says: `${place}: here ${words(now)}, in order ${taken.serial} ${words(its)}` }];
  });
}

function loaded(text: string): unknown {
  try {
    return load(text);
  } catch {
    return null;
  }
}
