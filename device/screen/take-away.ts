import { type Devices, isNoteComingBack } from '../session/visit/devices.ts';
import type { ThingToTake } from '../words/take-away.ts';
import type { CitizenPageView, MaintenanceView } from './screen.ts';

/**
 * Whether a page asks the citizen to take a thing. For the card, only pages after a visit count: during a visit the citizen may still need
 * the card.
 */
const ASKED: Readonly<Record<ThingToTake, (view: CitizenPageView | MaintenanceView) => boolean>> = {
  card: (view) =>
    (view.show === 'done' || view.show === 'credited' || view.show === 'parked' || view.show === 'attract') &&
    view.takeCard,
  'bank-card': (view) => view.show === 'paying' && (view.stage === 'remove-card' || view.stage === 'cancelling-card'),
  note: (view) => view.show === 'payingCash' && view.stage === 'take-note',
  paper: (view) =>
    ((view.show === 'done' || view.show === 'parked') && view.printed) ||
    (view.show === 'credited' && view.credit.printed) ||
    (view.show === 'trouble' && view.slip === 'printed'),
};

/** Things that the cabinet holds out to the citizen. `cardLeft`: the card of an ended visit is in the reader. */
export function thingsToTake(
  view: CitizenPageView | MaintenanceView,
  devices: Devices,
  cardLeft: boolean,
): readonly ThingToTake[] {
  const reported = { card: cardLeft, 'bank-card': false, note: isNoteComingBack(devices), paper: false };
  return (Object.keys(ASKED) as ThingToTake[]).filter((thing) => reported[thing] || ASKED[thing](view));
}
