import type { SnapshotFrom } from 'xstate';
import type { Qepik } from '../../drivers/money.ts';
import type { LocalizedText } from '../config/words.ts';
import { CASH_GRACE_MS } from '../session/cash.machine.ts';
import { mayCardBeInReader, type SessionContext } from '../session/context.ts';
import type { createKioskMachine } from '../session/kiosk.machine.ts';
import type { VisitPaperSettings } from '../session/paper-content.ts';
import { canPark, PARKED_FROM } from '../session/parking.ts';
import type { createSessionMachine } from '../session/session.machine.ts';
import { IDLE_GRACE_MS } from '../session/session.setup.ts';
import { mayBeCovered, waitOf } from '../words/display.ts';
import { languageOfPage } from '../words/language.ts';
import { soundSettingsOf } from '../words/sound.ts';
import { visitStateNameOf } from './journey.ts';
import { maintenanceStepOf, maintenanceView } from './maintenance-view.ts';
import { progressOf } from './progress.ts';
import { attractView, NO_RESTING_FACTS, outOfServiceView, type RestingViewFacts } from './resting-view.ts';
import type {
  AlternativePlaces,
  CitizenPageView,
  CitizenScreen,
  MaintenanceView,
  ReferenceToKeep,
  ScreenFrame,
} from './screen.ts';
import { sessionView } from './session-view.ts';
import { thingsToTake } from './take-away.ts';

export type KioskSnapshot = SnapshotFrom<ReturnType<typeof createKioskMachine>>;
export type SessionSnapshot = SnapshotFrom<ReturnType<typeof createSessionMachine>>;

export interface ScreenSettings extends VisitPaperSettings {
  readonly centreShort: LocalizedText;
  readonly pxPerMm: number;
  /** Largest excess of a note that the kiosk accepts without a question. */
  readonly overpayLimit: Qepik;
  readonly elsewhere?: AlternativePlaces | null;
  /** Absent: no clicks. */
  readonly clicks?: boolean;
}

/** The only output of the device for the page: a pure projection of the machines' snapshots. `resting`: for pages without a visit. */
export function toScreen(
  kiosk: KioskSnapshot,
  settings: ScreenSettings,
  resting: RestingViewFacts = NO_RESTING_FACTS,
): CitizenScreen {
  const session = sessionOf(kiosk);
  const { language, display } = session?.context ?? kiosk.context;
  const view = session ? sessionViewInOne(session, settings) : kioskView(kiosk, settings, resting);
  const shown = view.show === 'maintaining' ? language : languageOfPage(language, view.show);
  const step = `${kiosk.context.visit}.${stepOf(view)}`;
  const { scan } = kiosk.context;
  const idle = idleOf(session);
  const isCoverLifted = session === undefined || idle !== null || !mayBeCovered(view.show);
  const frame: ScreenFrame = {
    language,
    centre: { name: settings.centreName[shown], short: settings.centreShort[shown] },
    simulated: settings.simulated,
    display: isCoverLifted && display.covered ? { ...display, covered: false } : display,
    pxPerMm: settings.pxPerMm,
    called: kiosk.context.called,
    step,
    idle,
    scan: scan?.step === step ? scan.because : null,
    sound: soundSettingsOf(kiosk.context.devices.keypad),
    clicks: settings.clicks ?? false,
    cabinetOpen: session !== undefined && kiosk.context.devices.doorOpen,
    dim: session === undefined && kiosk.context.near === false,
    steps: session ? progressOf(session) : null,
    parks: session ? maySessionPark(session) : false,
    kept: session ? keptNumber(session.context) : null,
    cardIn: session ? mayCardBeInReader(session.context) : false,
    toTake: thingsToTake(view, kiosk.context.devices, kiosk.context.cardLeft),
  };
  return { ...frame, ...view };
}

const maySessionPark = (session: SessionSnapshot): boolean =>
  PARKED_FROM.some((journey) => journey === visitStateNameOf(session)) && canPark(session.context);

/** The catalogue's texts use the page's language. */
function sessionViewInOne(session: SessionSnapshot, settings: ScreenSettings): CitizenPageView {
  const view = sessionView(session, settings);
  const language = languageOfPage(session.context.language, view.show);
  if (language === session.context.language) return view;
  return sessionView({ ...session, context: { ...session.context, language } } as SessionSnapshot, settings);
}

/** A failed application's number stays until the next application has one. */
function keptNumber(context: SessionContext): ReferenceToKeep | null {
  const { registered, reference, previous, facts } = context;
  const number = registered?.reference ?? reference ?? previous;
  if (number === null) return null;
  const others = Math.max(0, (facts.quote?.parts?.length ?? 1) - 1);
  return { reference: number, others, codes: creditCodes(context) };
}

function creditCodes({ credit, dues, reserved }: SessionContext): ReferenceToKeep['codes'] {
  const left = reserved?.code && reserved.left ? [{ code: reserved.code, amount: reserved.left }] : [];
  return [...(credit ? [credit] : []), ...dues.flatMap((due) => due.credit ?? []), ...left].map(({ code, amount }) => ({
    code,
    amount,
  }));
}

/** While notes are accepted, the cash machine warns. */
function idleOf(session: SessionSnapshot | undefined): ScreenFrame['idle'] {
  if (!session) return null;
  const { display } = session.context;
  const cash = session.children['cash']?.getSnapshot();
  if (cash?.matches({ taking: 'warned' }) || cash?.matches({ paused: 'warned' }))
    return { seconds: waitOf(display, CASH_GRACE_MS) / 1000 };
  const warned = session.matches({ visit: { attention: 'warned' } });
  return warned ? { seconds: waitOf(display, IDLE_GRACE_MS) / 1000 } : null;
}

export function sessionOf(kiosk: KioskSnapshot): SessionSnapshot | undefined {
  if (!kiosk.matches({ open: 'visiting' })) return undefined;
  const session = kiosk.children['session']?.getSnapshot() as SessionSnapshot | undefined;
  return session?.status === 'active' ? session : undefined;
}

/** Ids differ if a late touch would mean something else. */
function stepOf(view: CitizenPageView | MaintenanceView): string {
  if (view.show === 'maintaining') return maintenanceStepOf(view.content);
  if (view.show !== 'answering') return view.show;
  const { question } = view;
  return `answering-${question.id}${question.kind === 'date' ? `-${question.part}` : ''}`;
}

function kioskView(
  kiosk: KioskSnapshot,
  { kioskId, elsewhere = null }: ScreenSettings,
  resting: RestingViewFacts,
): CitizenPageView | MaintenanceView {
  switch (stateOf(kiosk)) {
    case 'booting':
    case 'recovering':
      return { show: 'starting' };
    case 'outOfService':
    case 'closed':
    case 'broken':
      return outOfServiceView(kiosk, elsewhere, resting);
    case 'maintenance':
      return maintenanceView(kiosk, kioskId, elsewhere);
    case 'open':
      return attractView(kiosk, resting);
  }
}

type OutermostState<V> = V extends string ? V : keyof V;
type KioskState = OutermostState<KioskSnapshot['value']>;

const stateOf = ({ value }: KioskSnapshot): KioskState =>
  typeof value === 'string' ? value : (Object.keys(value)[0] as KioskState);
