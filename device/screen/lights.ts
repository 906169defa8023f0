import type { LightName } from '../config/lines.ts';
import type { CitizenScreen } from './screen.ts';

type Guide = Exclude<LightName, 'attention' | 'status'>;

/** Lights away from the screen, lit while the page asks for an action there. */
const GUIDES: Readonly<Record<Guide, (view: CitizenScreen) => boolean>> = {
  readerLight: (view) =>
    (view.show === 'identifying' && view.stage === 'waiting' && !isWithoutReader(view)) ||
    ('takeCard' in view && view.takeCard) ||
    view.toTake.includes('card'),
  terminalLight: (view) =>
    view.show === 'paying' &&
    (view.stage === 'present-card' ||
      view.stage === 'enter-pin' ||
      view.stage === 'remove-card' ||
      view.stage === 'cancelling-card'),
  notesLight: (view) => (view.show === 'payingCash' && view.stage === 'insert') || view.toTake.includes('note'),
  printerLight: (view) => view.show === 'printing' || view.toTake.includes('paper'),
};

/** `needsStaff`: whether staff should clean a device. Its light is on between visits only, so that it misleads no citizen. */
export function lightsForPage(view: CitizenScreen, needsStaff = false): ReadonlySet<LightName> {
  const guides = (Object.keys(GUIDES) as Guide[]).filter((name) => GUIDES[name](view));
  const open = view.show !== 'starting' && view.show !== 'outOfService';
  return new Set<LightName>([
    ...guides,
    ...(guides.length > 0 || (needsStaff && isBetweenVisits(view)) ? (['attention'] as const) : []),
    ...(open ? (['status'] as const) : []),
  ]);
}

const isBetweenVisits = ({ show }: CitizenScreen): boolean => show === 'attract' || show === 'outOfService';

/** The page asks for no card: the reader is away or withdrawn. */
const isWithoutReader = ({ trouble }: { readonly trouble: string | null }): boolean =>
  trouble === 'RDR-104' || trouble === 'RDR-109';
