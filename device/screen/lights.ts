import type { LinePattern } from '../../drivers/lines/contract.ts';
import type { LightName } from '../config/lines.ts';
import type { CitizenScreen } from './screen.ts';

type Guide = Exclude<LightName, 'attention' | 'status'>;

/** Once a second: WCAG 2.3.1 allows three flashes. */
const BLINKS: LinePattern = { onMs: 500, offMs: 500 };

/** Lights away from the screen, which blink while the page asks for an action there. */
const GUIDES: Readonly<Record<Guide, (view: CitizenScreen) => boolean>> = {
  readerLight: (view) =>
    (view.show === 'identifying' && view.stage === 'waiting' && !isWithoutReader(view)) ||
    ('takeCard' in view && view.takeCard),
  terminalLight: (view) =>
    view.show === 'paying' &&
    (view.stage === 'present-card' ||
      view.stage === 'enter-pin' ||
      view.stage === 'remove-card' ||
      view.stage === 'cancelling-card'),
  notesLight: (view) => view.show === 'payingCash' && view.stage === 'insert',
  printerLight: (view) =>
    (view.show === 'printing' && view.late === undefined) || (view.show === 'trouble' && view.slip === 'printing'),
  documentPrinterLight: (view) => view.show === 'printing' && view.late !== undefined,
};

/** Lights that stay on until a thing is taken. */
const TAKE_AWAYS: Readonly<Record<Guide, (view: CitizenScreen) => boolean>> = {
  readerLight: ({ toTake }) => toTake.includes('card'),
  terminalLight: () => false,
  notesLight: ({ toTake }) => toTake.includes('note'),
  printerLight: ({ toTake }) => toTake.includes('paper'),
  documentPrinterLight: (view) =>
    view.toTake.includes('paper') && view.show === 'done' && view.document?.on === 'sheets',
};

/**
 * Lit lights with their pattern. `attention` is lit with each light at a device, and while the cabinet is open. With `needsStaff` it is
 * lit only between visits, so that it misleads no citizen.
 */
export function lightsForPage(view: CitizenScreen, needsStaff = false): ReadonlyMap<LightName, LinePattern> {
  const guides = (Object.keys(GUIDES) as Guide[]).flatMap((name): [LightName, LinePattern][] => {
    if (TAKE_AWAYS[name](view)) return [[name, 'on']];
    return GUIDES[name](view) ? [[name, BLINKS]] : [];
  });
  const open = view.show !== 'starting' && view.show !== 'outOfService' && view.show !== 'maintaining';
  const calls = guides.length > 0 || view.cabinetOpen || (needsStaff && isBetweenVisits(view));
  return new Map<LightName, LinePattern>([
    ...guides,
    ...(calls ? ([['attention', 'on']] as const) : []),
    ...(open ? ([['status', 'on']] as const) : []),
  ]);
}

const isBetweenVisits = ({ show }: CitizenScreen): boolean => show === 'attract' || show === 'outOfService';

/** The page asks for no card: the reader is away or withdrawn. */
const isWithoutReader = ({ trouble }: { readonly trouble: string | null }): boolean =>
  trouble === 'RDR-104' || trouble === 'RDR-109';
