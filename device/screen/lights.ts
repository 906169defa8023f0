import type { LightName } from '../config/lines.ts';
import type { CitizenScreen } from './screen.ts';

type Guide = Exclude<LightName, 'attention' | 'status'>;

/** Lights away from the screen, lit while the page asks for an action there. */
const GUIDES: Readonly<Record<Guide, (view: CitizenScreen) => boolean>> = {
  readerLight: (view) =>
    (view.show === 'identifying' && view.stage === 'waiting' && view.trouble !== 'RDR-104') ||
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

export function lightsForPage(view: CitizenScreen): ReadonlySet<LightName> {
  const guides = (Object.keys(GUIDES) as Guide[]).filter((name) => GUIDES[name](view));
  const open = view.show !== 'starting' && view.show !== 'outOfService';
  return new Set<LightName>([
    ...guides,
    ...(guides.length > 0 ? (['attention'] as const) : []),
    ...(open ? (['status'] as const) : []),
  ]);
}
