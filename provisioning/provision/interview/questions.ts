import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { certificatesIn, maySeal } from '../../../device/document/seals.ts';
import { fillLanguages, LANGUAGES, type Language } from '../../../device/words/language.ts';
import { answerSchemas, SEAL_REQUIREMENT_TEXT } from '../order/order.ts';
import type { InterviewDraft } from './draft.ts';
import type { InterviewPrompts } from './prompts.ts';
import { fillTemplate, type InterviewWords } from './words.ts';

export interface InterviewQuestion {
  readonly id: string;
  readonly when?: (draft: InterviewDraft) => boolean;
  readonly isSecret?: true;
  ask(prompts: InterviewPrompts, words: InterviewWords, draft: InterviewDraft): ReturnType<InterviewPrompts['text']>;
}

type Say = (words: InterviewWords) => string;

const asked = (
  id: string,
  say: Say,
  schema: z.ZodType,
  more: { otherwise?: (draft: InterviewDraft) => string; read?: (text: string) => unknown } = {},
): InterviewQuestion => ({
  id,
  ask(prompts, words, draft) {
    const otherwise = draft[id] ?? more.otherwise?.(draft);
    return prompts.text({
      message: say(words),
      otherwise,
      refuse(answer) {
        const checked = schema.safeParse(more.read ? more.read(answer) : answer);
        return checked.success ? null : fillTemplate(words.wrong, { expected: checked.error.issues[0]?.message ?? '' });
      },
    });
  },
});

const perhaps = (
  id: string,
  say: Say,
  fits: (answer: string, words: InterviewWords) => string | null,
): InterviewQuestion => ({
  id,
  ask: (prompts, words, draft) =>
    prompts.text({
      message: say(words),
      otherwise: draft[id] ?? '',
      refuse: (answer) => (answer === '' ? null : fits(answer, words)),
    }),
});

const secret = (id: string, say: Say, schema: z.ZodType, mayBeEmpty: boolean): InterviewQuestion => ({
  id,
  isSecret: true,
  ask: (prompts, words) =>
    prompts.text({
      message: say(words),
      isSecret: true,
      refuse: (answer) =>
        (mayBeEmpty && answer === '') || schema.safeParse(answer).success
          ? null
          : fillTemplate(words.wrong, { expected: say(words) }),
    }),
});

/** Panels, common sizes first; width and height as mounted. */
const PANELS = [
  { label: '21.5″, 1080 × 1920', size: '1080x1920 4.03' },
  { label: '27″, 1080 × 1920', size: '1080x1920 3.21' },
  { label: '32″, 1080 × 1920', size: '1080x1920 2.71' },
  { label: '15.6″, 1920 × 1080', size: '1920x1080 5.58' },
  { label: '10.1″, 1280 × 800', size: '1280x800 5.9' },
  { label: '10.1″, 800 × 1280', size: '800x1280 5.9' },
] as const;

export function parsePanel(size: string): unknown {
  const [, width, height, density] = /^(\d+)\s*[x×]\s*(\d+)\s+(\d+(?:\.\d+)?)$/u.exec(size.trim()) ?? [];
  return { widthPx: Number(width), heightPx: Number(height), pxPerMm: Number(density) };
}

const OTHER = 'other';

const panel: InterviewQuestion = {
  id: 'panel',
  ask: (prompts, words, draft) =>
    prompts.choose<string>({
      message: words.panel,
      back: words.back,
      options: [
        ...PANELS.map(({ label, size }) => ({ value: size, label })),
        { value: OTHER, label: words.panelOther },
      ],
      first: draft['panel'] ?? PANELS[0].size,
    }),
};

const FIT = 'fit';

const names: InterviewQuestion = {
  id: 'names',
  ask: (prompts, words, draft) =>
    prompts.choose<string>({
      message: `${words.names} ${LANGUAGES.map(({ code }) => usualName(code, draft)).join(' · ')}`,
      back: words.back,
      options: [
        { value: FIT, label: words.namesFit },
        { value: OTHER, label: words.namesWrite },
      ],
      first: draft['names'] ?? FIT,
    }),
};

const USUAL = fillLanguages<readonly [name: string, short: string]>({
  az: ['Dövlət xidmətləri mərkəzi № {n}', 'Mərkəz № {n}'],
  ru: ['Центр государственных услуг № {n}', 'Центр № {n}'],
  en: ['Public service centre No {n}', 'Centre No {n}'],
});
const usualName = (language: Language, draft: InterviewDraft) =>
  fillTemplate(USUAL[language][0], { n: draft['number'] ?? '' });
const usualShort = (language: Language, draft: InterviewDraft) =>
  fillTemplate(USUAL[language][1], { n: draft['number'] ?? '' });

const ownNames: readonly InterviewQuestion[] = LANGUAGES.flatMap(({ code, name }) => [
  {
    ...asked(`name.${code}`, (words) => fillTemplate(words.nameIn, { language: name }), answerSchemas.name, {
      otherwise: (draft) => usualName(code, draft),
    }),
    when: (draft: InterviewDraft) => draft['names'] === OTHER,
  },
  {
    ...asked(`short.${code}`, (words) => fillTemplate(words.shortIn, { language: name }), answerSchemas.short, {
      otherwise: (draft) => usualShort(code, draft),
    }),
    when: (draft: InterviewDraft) => draft['names'] === OTHER,
  },
]);

export const centreNames = (draft: InterviewDraft) => ({
  name: Object.fromEntries(LANGUAGES.map(({ code }) => [code, draft[`name.${code}`] ?? usualName(code, draft)])),
  short: Object.fromEntries(LANGUAGES.map(({ code }) => [code, draft[`short.${code}`] ?? usualShort(code, draft)])),
});

const pemFile = (answer: string, words: InterviewWords): string | null => {
  try {
    return new X509Certificate(readFileSync(answer)).raw.length > 0 ? null : words.noFile;
  } catch {
    return words.noFile;
  }
};

const sealFile = (answer: string, words: InterviewWords): string | null =>
  pemFile(answer, words) ??
  (certificatesIn(readFileSync(answer, 'utf8')).every((der) => der !== null && maySeal(der))
    ? null
    : fillTemplate(words.wrong, { expected: SEAL_REQUIREMENT_TEXT }));

export const splitWords = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const listOf = (schema: z.ZodType) => (answer: string, its: InterviewWords) => {
  const checked = schema.safeParse(splitWords(answer));
  return checked.success ? null : fillTemplate(its.wrong, { expected: checked.error.issues[0]?.message ?? '' });
};

export const QUESTIONS: readonly InterviewQuestion[] = [
  asked('id', (words) => words.id, answerSchemas.id),
  asked('number', (words) => words.number, answerSchemas.number, { read: Number }),
  names,
  ...ownNames,
  asked('officeUrl', (words) => words.officeUrl, answerSchemas.officeUrl),
  perhaps('officeCa', (words) => words.officeCa, pemFile),
  perhaps('officeSeal', (words) => words.officeSeal, sealFile),
  asked('statusUrl', (words) => words.statusUrl, answerSchemas.statusUrl, {
    otherwise: (draft) => `${draft['officeUrl'] ?? ''}/a/`,
  }),
  panel,
  {
    ...asked('panelSize', (words) => words.panelSize, answerSchemas.panel, { read: parsePanel }),
    when: (draft) => draft['panel'] === OTHER,
  },
  {
    ...secret('code', (words) => words.code, answerSchemas.code, true),
    when: (draft) => (draft['officeCa'] ?? '') !== '',
  },
  perhaps('allow', (words) => words.allow, listOf(answerSchemas.allow)),
  perhaps('witnesses', (words) => words.witnesses, listOf(answerSchemas.witnesses)),
  asked('timeZone', (words) => words.timeZone, answerSchemas.timeZone, { otherwise: () => 'Asia/Baku' }),
];
