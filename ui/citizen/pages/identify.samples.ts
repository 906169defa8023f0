import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  CONTRAST_FRAME,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  STAFF_CALLED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';

function identifying(): readonly PageSample<'identifying'>[] {
  const none: ViewOf<'identifying'> = {
    show: 'identifying',
    stage: 'waiting',
    trouble: null,
    progress: null,
    minimumAge: null,
    occupied: false,
    withoutCard: false,
    parent: null,
    ticket: false,
    phone: null,
    phoneProblem: null,
  };
  const phone = { ...none, phone: 'offered' } as const;
  const waiting = (trouble: TroubleCode | null) => ({ ...none, trouble });
  const away = (trouble: 'RDR-104' | 'RDR-109') => ({ ...waiting(trouble), ticket: true });
  const child = {
    ...waiting('RDR-106'),
    minimumAge: 18,
    parent: { refused: true },
    ticket: true,
  };
  const reading = (progress: number | null) => ({ ...none, stage: 'reading' as const, progress });
  return [
    { name: 'waiting', view: waiting(null) },
    { name: 'reading', view: reading(null) },
    { name: 'opening-chip', view: reading(0) },
    { name: 'reading-chip', view: reading(62) },
    { name: 'unreadable', view: waiting('RDR-101') },
    { name: 'check-digit', view: waiting('RDR-102') },
    { name: 'taken-early', view: waiting('RDR-103') },
    { name: 'reader-away', view: away('RDR-104') },
    { name: 'reader-away-called', view: away('RDR-104'), frame: STAFF_CALLED_FRAME },
    { name: 'reader-away-200', view: away('RDR-104'), frame: LARGEST_TEXT },
    { name: 'expired', view: waiting('RDR-105') },
    { name: 'too-young', view: { ...waiting('RDR-106'), minimumAge: 15 } },
    { name: 'parent', view: { ...none, parent: { refused: false } } },
    { name: 'childs-card', view: child },
    { name: 'childs-card-called', view: child, frame: STAFF_CALLED_FRAME },
    { name: 'childs-card-200', view: child, frame: LARGEST_TEXT },
    { name: 'unconfirmed', view: waiting('RDR-107') },
    { name: 'other-document', view: waiting('RDR-108') },
    { name: 'occupied', view: { ...waiting(null), occupied: true } },
    { name: 'without-card', view: { ...waiting(null), withoutCard: true } },
    { name: 'reader-withdrawn', view: away('RDR-109') },
    { name: 'away-without-card', view: { ...waiting('RDR-104'), withoutCard: true } },
    { name: 'withdrawn-without-card', view: { ...waiting('RDR-109'), withoutCard: true } },
    {
      name: 'without-card-130',
      view: { ...waiting(null), withoutCard: true },
      frame: LARGE_TEXT_FRAME,
    },
    { name: 'without-card-200', view: { ...waiting(null), withoutCard: true }, frame: LARGEST_TEXT },
    { name: 'phone', view: phone },
    { name: 'phone-refused', view: { ...phone, phoneProblem: 'refused' } },
    { name: 'phone-mismatch', view: { ...phone, phoneProblem: 'mismatch' } },
    { name: 'phone-over', view: { ...phone, phoneProblem: 'over' } },
    { name: 'phone-expired', view: { ...phone, phoneProblem: 'RDR-105' } },
    { name: 'phone-used-up', view: { ...none, phone: 'used-up', phoneProblem: 'mismatch' } },
    { name: 'phone-reader-away', view: { ...away('RDR-104'), phone: 'offered' } },
    { name: 'phone-not-offered', view: { ...none, phone: 'used-up', phoneProblem: 'not-offered' } },
    { name: 'phone-childs-card', view: { ...child, phone: 'offered' } },
    { name: 'phone-childs-card-200', view: { ...child, phone: 'offered' }, frame: LARGEST_TEXT },
    { name: 'phone-130', view: phone, frame: LARGE_TEXT_FRAME },
    { name: 'phone-200', view: phone, frame: LARGEST_TEXT },
    { name: 'phone-lower', view: phone, frame: LOWER_SCREEN_FRAME },
    { name: 'idle', view: waiting(null), frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view: waiting('RDR-101'), frame: CONTRAST_FRAME },
    { name: 'contrast-chip', view: reading(62), frame: CONTRAST_FRAME },
    { name: 'text-130', view: waiting(null), frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: waiting('RDR-102'), frame: LARGEST_TEXT },
    { name: 'text-200-chip', view: reading(62), frame: LARGEST_TEXT },
    { name: 'lower', view: waiting(null), frame: LOWER_SCREEN_FRAME },
  ];
}

export const samples = () => ({ identifying: identifying() });
