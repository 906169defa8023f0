import type { CitizenPageView, CitizenScreen, ScreenFrame, StepView } from '../../device/screen/screen.ts';
import type { DisplaySettings } from '../../device/words/display.ts';
import { DEFAULT_LANGUAGE, type Language, languageOfPage } from '../../device/words/language.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import type { PageDismissalReason } from '../citizen/screen-socket.ts';
import {
  type AnyPageSample,
  type PageSamples,
  type PickLanguage,
  usualFrame,
  usualProgress,
  type ViewName,
} from '../samples/sample.ts';
import { troubleTextsIn } from '../words/troubles.ts';

/** `others`: trouble codes that no other page shows. */
interface SamplesFile {
  readonly samples: (speak: PickLanguage, others: readonly TroubleCode[]) => Partial<PageSamples>;
}
// No type argument: vitest caches the list of files unless it finds `import.meta.glob(` in the source.
const FILES: Readonly<Record<string, SamplesFile>> = import.meta.glob('../citizen/pages/*.samples.ts', { eager: true });

/** Pages outside of steps. `receiptQr` is also a page of the step `find`, but belongs after printing. */
type CorePage = Exclude<ViewName, StepView['show']> | 'receiptQr';

/** Pages in a visit's order, before and after the steps. A missing page does not compile. */
const CORE = {
  starting: 'before',
  outOfService: 'before',
  attract: 'before',
  checking: 'after',
  choosingPayment: 'after',
  typingCredit: 'after',
  lodging: 'after',
  paying: 'after',
  noteTooLarge: 'after',
  payingCash: 'after',
  credited: 'after',
  trouble: 'after',
  issuing: 'after',
  readingDocument: 'after',
  previewing: 'after',
  wrongDocument: 'after',
  printing: 'after',
  printTrouble: 'after',
  receiptQr: 'after',
  parking: 'after',
  parked: 'after',
  done: 'after',
  whatWasRead: 'after',
} as const satisfies Readonly<Record<CorePage, 'before' | 'after'>>;

const core = (place: 'before' | 'after') =>
  (Object.keys(CORE) as (keyof typeof CORE)[]).filter((show) => CORE[show] === place);

const isOfStep = (show: string): show is Exclude<ViewName, CorePage> => !(show in CORE);

export const stepPages = (): readonly string[] => Object.keys(samplesIn(DEFAULT_LANGUAGE)).filter(isOfStep);

/** All samples in one language. Pages of steps are in the order of their files. */
export function samplesIn(language: Language): PageSamples {
  others ??= codesNotOn(samplesWith(DEFAULT_LANGUAGE, []));
  return samplesWith(language, others);
}

let others: readonly TroubleCode[] | undefined;

function codesNotOn(samples: PageSamples): readonly TroubleCode[] {
  const said = JSON.stringify(samples);
  return (Object.keys(troubleTextsIn(DEFAULT_LANGUAGE)) as TroubleCode[]).filter((code) => !said.includes(`"${code}"`));
}

function samplesWith(language: Language, others: readonly TroubleCode[]): PageSamples {
  const speak: PickLanguage = (say) => say[language];
  const all: PageSamples = Object.assign({}, ...Object.values(FILES).map(({ samples }) => samples(speak, others)));
  const inOrder = [...core('before'), ...Object.keys(all).filter(isOfStep), ...core('after')];
  return Object.fromEntries(inOrder.map((show) => [show, all[show]])) as PageSamples;
}

/** Name of a sample. `closed`: the page without a screen. */
export interface SampleName {
  readonly show: ViewName | 'closed';
  readonly name: string;
}

/** Samples of the closed page. `usual`: the kiosk is away; others: reasons of a refusal. */
const CLOSED = ['usual', 'taken-over', 'no-key'] as const satisfies readonly ('usual' | PageDismissalReason)[];

export const dismissalOf = (name: string): PageDismissalReason | null =>
  name === 'taken-over' || name === 'no-key' ? name : null;

/** Names of all samples: they are the same in every language. */
export function sampleNames(): readonly SampleName[] {
  const ofShows = Object.entries(samplesIn(DEFAULT_LANGUAGE)).flatMap(([show, samples]) =>
    samples.map(({ name }) => ({ show: show as ViewName, name })),
  );
  return [...ofShows, ...CLOSED.map((name) => ({ show: 'closed' as const, name }))];
}

interface Asked {
  readonly language: Language;
  readonly display: DisplaySettings;
  readonly simulated: boolean;
}

/**
 * A sample as the whole screen that the socket would bring.
 *
 * @throws if there is no such sample
 */
export function screenOf(show: ViewName, name: string, asked: Asked, pxPerMm: number): CitizenScreen {
  const shown = languageOfPage(asked.language, show);
  const samples: readonly AnyPageSample[] = samplesIn(shown)[show];
  const sample = samples.find((each) => each.name === name);
  if (!sample) throw new Error(`no sample ${show}/${name}`);
  const frame: ScreenFrame = {
    ...usualFrame(shown, pxPerMm),
    kept: keptOn(sample.view),
    steps: usualProgress(show),
    language: asked.language,
    ...sample.frame,
  };
  return {
    ...frame,
    simulated: frame.simulated || asked.simulated,
    display: withAsked(frame.display, asked.display),
    step: `${show}/${name}`,
    ...sample.view,
  };
}

/** Pages with the visit's number also have it in the frame. */
const keptOn = (view: CitizenPageView): ScreenFrame['kept'] =>
  'reference' in view && view.reference !== null ? { reference: view.reference, others: 0, codes: [] } : null;

function withAsked(own: DisplaySettings, asked: DisplaySettings): DisplaySettings {
  return {
    ...own,
    colours: asked.colours === 'light' ? own.colours : asked.colours,
    text: asked.text === 100 ? own.text : asked.text,
    lower: own.lower || asked.lower,
    easyWords: own.easyWords || asked.easyWords,
  };
}
