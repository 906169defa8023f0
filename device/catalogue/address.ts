import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import {
  CONTRADICTION_PARAMS,
  type DeepReadonly,
  type LocalizedText,
  localizedNames,
  localizedText,
  withPrintableCheck,
} from '../config/words.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_CODES } from '../words/language.ts';
import { id, uniqueListSchema } from './parts.ts';
import type { AddressQuestion, ListQuestion, QuestionCondition, ServiceQuestion, TextQuestion } from './question.ts';
import { ADDRESS_TEXTS } from './question-words.ts';

/** Longest name of a street, in letters. Its Azerbaijani name is the answer that the page sends. */
const STREET_LETTERS = 64;

const settlement = strictShape({
  id,
  name: localizedText,
  streets: z.array(localizedNames(STREET_LETTERS)).max(60),
});

const region = strictShape({
  id,
  name: localizedText,
  settlements: uniqueListSchema(z.array(settlement).max(60), 'id'),
});

export const addressesSchema = strictShape({
  source: withPrintableCheck(z.string().min(1).max(200)),
  /** `false`: not compared with the register of addresses. */
  verified: z.boolean(),
  regions: uniqueListSchema(z.array(region).min(1).max(120), 'id').superRefine((regions, context) => {
    const seen = new Set<string>();
    for (const [at, { settlements }] of regions.entries())
      for (const [nth, each] of settlements.entries()) {
        const path = [at, 'settlements', nth, 'id'];
        const message = 'an id that is not used twice';
        if (seen.has(each.id)) context.addIssue({ code: 'custom', path, message, params: CONTRADICTION_PARAMS });
        seen.add(each.id);
      }
  }),
});

export type Region = DeepReadonly<z.infer<typeof region>>;

export const PLACE_NOT_LISTED = 'not-listed';
const NOT_LISTED_OPTION = { value: PLACE_NOT_LISTED, label: ADDRESS_TEXTS.notListed, under: null };

type Level = 'region' | 'settlement' | 'street';

export function addressQuestions(address: AddressQuestion, regions: readonly Region[]): readonly ServiceQuestion[] {
  const ids = (level: Level) => `${address.id}-${level}`;
  const notListed = (level: Level): QuestionCondition => ({ question: ids(level), is: [PLACE_NOT_LISTED] });
  const settlements = regions.flatMap((each) => each.settlements);
  const list = (level: Level, of: Level | null, options: ListQuestion['options'], when: readonly QuestionCondition[]) =>
    ({
      ...about(address, level),
      kind: 'list',
      of: of && ids(of),
      options: [...options, NOT_LISTED_OPTION],
      when,
    }) as const;
  const typed = (level: Level, when: readonly QuestionCondition[]): TextQuestion => ({
    ...about(address, level, '-typed'),
    title: ADDRESS_TEXTS.typed[level],
    when,
    kind: 'text',
    keyboard: 'letters',
    prefix: null,
    pattern: PLACE,
    problem: ADDRESS_TEXTS.problem,
    maxLength: 60,
    personal: true,
  });
  const listed = (of: Level, is: readonly string[]): readonly QuestionCondition[] => [{ question: ids(of), is }];
  return [
    list('region', null, regions.map(optionOf(null)), address.when),
    typed('region', [notListed('region')]),
    list(
      'settlement',
      'region',
      regions.flatMap((each) => each.settlements.map(optionOf(each.id))),
      listed(
        'region',
        regions.filter((each) => each.settlements.length > 0).map((each) => each.id),
      ),
    ),
    typed('settlement', [notListed('region'), notListed('settlement'), ...bare('region', ids, regions, 'settlements')]),
    list(
      'street',
      'settlement',
      settlements.flatMap((each) => each.streets.map(streetOf(each.id))),
      listed(
        'settlement',
        settlements.filter((each) => each.streets.length > 0).map((each) => each.id),
      ),
    ),
    typed('street', [
      ...(['region', 'settlement', 'street'] as const).map(notListed),
      ...bare('region', ids, regions, 'settlements'),
      ...bare('settlement', ids, settlements, 'streets'),
    ]),
    house(address),
  ];
}

const PLACE = "(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{M}\\p{N} .,'’/№()-]{2,60}";
const HOUSE = '(?=.*\\p{N})[\\p{L}\\p{M}\\p{N} .,/№-]{1,30}';

const house = (address: AddressQuestion): TextQuestion => ({
  id: `${address.id}-house`,
  title: ADDRESS_TEXTS.house.title,
  label: labelOf(address, ADDRESS_TEXTS.house.label),
  hint: address.title,
  when: address.when,
  kind: 'text',
  keyboard: 'letters',
  prefix: null,
  pattern: HOUSE,
  problem: ADDRESS_TEXTS.house.problem,
  maxLength: 30,
  personal: true,
});

const about = (address: AddressQuestion, level: Level, suffix = '') => ({
  id: `${address.id}-${level}${suffix}`,
  title: ADDRESS_TEXTS.title[level],
  label: labelOf(address, ADDRESS_TEXTS.label[level]),
  hint: address.title,
});

const labelOf = (address: AddressQuestion, part: LocalizedText): LocalizedText =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, `${address.label[code]}: ${part[code]}`])) as LocalizedText;

function bare<K extends string>(
  level: Level,
  ids: (level: Level) => string,
  entries: readonly ({ readonly id: string } & { readonly [P in K]: readonly unknown[] })[],
  below: K,
): readonly QuestionCondition[] {
  const is = entries.filter((each) => each[below].length === 0).map((each) => each.id);
  return is.length > 0 ? [{ question: ids(level), is }] : [];
}

const optionOf =
  (under: string | null) =>
  ({ id: value, name: label }: { readonly id: string; readonly name: LocalizedText }) => ({ value, label, under });

const streetOf = (under: string) => (label: LocalizedText) => ({ value: label[DEFAULT_LANGUAGE], label, under });
