import { z } from 'zod';
import { COLOUR_SETS, type DisplaySettings, PLAIN_DISPLAY, TEXT_SIZES } from '../../words/display.ts';
import { LANGUAGE_CODES } from '../../words/language.ts';

const display = z.object({
  text: z.literal(TEXT_SIZES),
  colours: z.enum(COLOUR_SETS),
  lower: z.boolean(),
  moreTime: z.boolean(),
  calmTouch: z.boolean(),
  /** A visit that was parked before an update may lack this field. */
  easyWords: z.boolean().default(false),
});

/** Content of the seal: choices and entries. The continued visit asks the office again for its data. */
export const parkedVisitSchema = z.object({
  service: z.string(),
  /** Fingerprint of the service's steps and questions. */
  steps: z.string(),
  tier: z.string(),
  language: z.enum(LANGUAGE_CODES),
  display,
  answers: z.record(z.string(), z.string()),
  /** Place in the open form; `null`: the form was not open. */
  place: z.object({ question: z.string(), draft: z.string() }).nullable(),
  /** Whether the citizen had answered the whole form. */
  isAnswered: z.boolean(),
});

export type ParkedVisit = Readonly<z.infer<typeof parkedVisitSchema>>;

/** Settings that go with the visit. Volume, cover and dots stay behind: they suit a place, not a person. */
export const parkedDisplayOf = ({ text, colours, lower, moreTime, calmTouch, easyWords }: DisplaySettings) => ({
  text,
  colours,
  lower,
  moreTime,
  calmTouch,
  easyWords,
});

export const displayOfParked = (parked: ParkedVisit): DisplaySettings => ({ ...PLAIN_DISPLAY, ...parked.display });

/** `qr`: content of the slip's code. */
export interface ParkedSlip {
  readonly qr: string;
  /** Local time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly until: string;
  readonly printed: boolean;
}
