import type { GROUP_TAGS, OUT_OF_BAND_TAGS, TEXT_TAGS } from './tags.ts';

export type GroupName = keyof typeof GROUP_TAGS;
export type TextSyntax = keyof typeof TEXT_TAGS;

/** Value of an attribute. Numbers are signed 32 bit (RFC 8010, 3.9). */
export type IppValue =
  | { readonly syntax: 'out-of-band'; readonly value: keyof typeof OUT_OF_BAND_TAGS }
  | { readonly syntax: 'integer' | 'enum'; readonly value: number }
  | { readonly syntax: 'boolean'; readonly value: boolean }
  /** A `dateTime` has eleven octets (RFC 2579, DateAndTime). */
  | { readonly syntax: 'octetString' | 'dateTime'; readonly bytes: Uint8Array }
  /** `unit` 3: dots per inch. 4: dots per centimetre. */
  | { readonly syntax: 'resolution'; readonly across: number; readonly along: number; readonly unit: number }
  | { readonly syntax: 'rangeOfInteger'; readonly lower: number; readonly upper: number }
  | { readonly syntax: 'collection'; readonly members: readonly IppAttribute[] }
  | { readonly syntax: 'textWithLanguage' | 'nameWithLanguage'; readonly language: string; readonly text: string }
  | { readonly syntax: TextSyntax; readonly text: string }
  /** A value of an unknown syntax, or of a wrong length. */
  | { readonly syntax: 'other'; readonly tag: number; readonly bytes: Uint8Array };

export interface IppAttribute {
  readonly name: string;
  /** At least one. */
  readonly values: readonly IppValue[];
}

export interface IppGroup {
  readonly group: GroupName | 'other';
  readonly attributes: readonly IppAttribute[];
}

/** RFC 8010, 3.1.1. */
export interface IppMessage {
  /** Such as `2.0`. */
  readonly version: string;
  /** `operation-id` or `status-code`. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  readonly data: Uint8Array;
}

/** All groups of this name. There is one `job` group for each job. */
export const ippGroupsOf = (message: IppMessage, name: GroupName): readonly IppGroup[] =>
  message.groups.filter(({ group }) => group === name);

const valuesOf = (group: IppGroup | undefined, name: string): readonly IppValue[] =>
  group?.attributes.find((attribute) => attribute.name === name)?.values ?? [];

/** Integers and enums. */
export const numbersOf = (group: IppGroup | undefined, name: string): readonly number[] =>
  valuesOf(group, name).flatMap((value) =>
    value.syntax === 'integer' || value.syntax === 'enum' ? [value.value] : [],
  );

export const numberOf = (group: IppGroup | undefined, name: string): number | undefined => numbersOf(group, name)[0];

/** Texts with or without a language. */
export const textsOf = (group: IppGroup | undefined, name: string): readonly string[] =>
  valuesOf(group, name).flatMap((value) => ('text' in value ? [value.text] : []));

export const textOf = (group: IppGroup | undefined, name: string): string | undefined => textsOf(group, name)[0];

export const flagOf = (group: IppGroup | undefined, name: string): boolean | undefined =>
  valuesOf(group, name).flatMap((value) => (value.syntax === 'boolean' ? [value.value] : []))[0];

export const rangeOf = (
  group: IppGroup | undefined,
  name: string,
): { readonly lower: number; readonly upper: number } | undefined =>
  valuesOf(group, name).flatMap((value) => (value.syntax === 'rangeOfInteger' ? [value] : []))[0];

export const octetsOf = (group: IppGroup | undefined, name: string): readonly Uint8Array[] =>
  valuesOf(group, name).flatMap((value) => (value.syntax === 'octetString' ? [value.bytes] : []));

const attribute = (name: string, values: readonly IppValue[]): IppAttribute => ({ name, values });

export const ippAttribute = {
  text: (name: string, syntax: TextSyntax, ...texts: readonly string[]) =>
    attribute(
      name,
      texts.map((text) => ({ syntax, text })),
    ),
  integer: (name: string, ...numbers: readonly number[]) =>
    attribute(
      name,
      numbers.map((value) => ({ syntax: 'integer', value })),
    ),
  enum: (name: string, ...numbers: readonly number[]) =>
    attribute(
      name,
      numbers.map((value) => ({ syntax: 'enum', value })),
    ),
  flag: (name: string, value: boolean) => attribute(name, [{ syntax: 'boolean', value }]),
  range: (name: string, lower: number, upper: number) => attribute(name, [{ syntax: 'rangeOfInteger', lower, upper }]),
  octets: (name: string, ...texts: readonly string[]) =>
    attribute(
      name,
      texts.map((text) => ({ syntax: 'octetString', bytes: new TextEncoder().encode(text) })),
    ),
};
