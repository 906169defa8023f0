import { html } from 'lit';
import { dateText, dayAndMonth, timeSpanText } from '../../../device/words/format.ts';
import type { Language } from '../../../device/words/language.ts';
import type { SlotTime } from '../../../device/words/slot.ts';
import type { FactRow } from '../../design/facts.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { WordsOfSections } from '../../words/words.ts';
import type { ScreenOf } from './screen-element.ts';

type Found = ScreenOf<'found'>;
type StandingAppointment = NonNullable<NonNullable<Found['standing']>['appointment']>;
type Words = WordsOfSections<'mine' | 'continuing' | 'choosingSlot'>;

interface Heading {
  readonly title: string;
  readonly lead: string;
}

/** Heading of a found application, by its cancellation, its state before registration, its appointment, or else its stage. */
export function foundHeading({ state, standing, next, done, paper }: Found, words: Words): Heading {
  const { mine, continuing, language } = words;
  if (standing?.cancelled) return mine.cancelled;
  if (state !== 'registered' || !standing) {
    const heading = continuing.found[state];
    return next === 'show-qr' ? { ...heading, lead: continuing.codeOnly } : heading;
  }
  const { appointment } = standing;
  if (!appointment) return stageHeading(standing.stage, paper, words);
  if (done === 'move') return { title: `${mine.moved.title}: ${timeOf(appointment, words)}`, lead: mine.moved.lead };
  const { title, lead } = headingOf(appointment, words);
  const at = appointment.entry === 'early' ? appointment.opens : appointment.closes;
  return { title, lead: lead({ day: dayAndMonth(at.slice(0, 10), language), time: at.slice(11) }) };
}

/** An officer prints a certificate, so the certificate is not made and collected. */
const stageHeading = (
  stage: NonNullable<Found['standing']>['stage'],
  paper: Found['paper'],
  { mine }: Words,
): Heading => (stage === 'ready' && paper === 'certificate' ? mine.toPrint : mine.stages[stage]);

function timeOf({ day, from, window }: StandingAppointment, { language, choosingSlot }: Words): string {
  return `${dayAndMonth(day, language)}, ${from}, ${choosingSlot.window(window).toLocaleLowerCase(language)}`;
}

/** Before check-in opens, the title also says day, time and window. */
function headingOf(appointment: StandingAppointment, words: Words) {
  const { title, lead } = words.mine.entry[appointment.entry];
  if (appointment.entry !== 'early') return { title, lead };
  return { title: `${title}: ${timeOf(appointment, words)}`, lead };
}

/** Rows: the place of the document, missing things, and the reply. The plate of an appointment says its time and place. */
export function foundApplicationFacts({ standing }: Found, words: Words): readonly (FactRow | null)[] {
  if (!standing || standing.cancelled) return [];
  const { mine, language } = words;
  const { appointment, ticket, lies, place, missing, reply, ready, stage } = standing;
  const day = (date: string) => dayAndMonth(date, language);
  return [
    ticket === null || appointment ? null : { label: mine.ticket, value: html`<b class="whole">${ticket}</b>` },
    place && !appointment ? { label: mine.place, value: windowText(place, words) } : null,
    lies && { label: mine.lies, value: `${day(lies.from)} – ${day(lies.until)}` },
    missing.length === 0 ? null : { label: mine.missing, value: missing.map(({ title }) => title).join(', ') },
    reply && { label: mine.answered, value: day(reply.at) },
    reply && reply.rated !== null ? { label: mine.rating, value: mine.rated(reply.rated) } : null,
    reply?.again ? { label: mine.again, value: windowText(reply.again, words) } : null,
    ready !== null && (stage === 'in-work' || stage === 'waits-for-you') && !appointment
      ? { label: mine.ready, value: day(ready) }
      : null,
  ];
}

/** Day and time; the time on one line. */
export const slotText = (slot: SlotTime, language: Language) =>
  html`${dateText(slot.day, language)}, ${withUnbrokenNumbers(timeSpanText(slot))}`;

export function windowText(
  { window, floor }: { readonly window: string; readonly floor: number | null },
  { choosingSlot }: WordsOfSections<'choosingSlot'>,
): string {
  return [choosingSlot.window(window), ...(floor === null ? [] : [choosingSlot.floor(floor)])].join(', ');
}
