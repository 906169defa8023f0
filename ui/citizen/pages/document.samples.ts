import {
  CONTRAST_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  SAMPLE_REFERENCE,
  STAFF_CALLED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';

const DOCUMENT: ViewOf<'previewing'>['document'] = {
  title: 'Ailə üzvləri haqqında arayış',
  number: 'AÜ-2026-004711',
  agency: 'Ədliyyə Nazirliyi',
  person: { name: 'Aysel Rəşid qızı Məmmədova', fin: '5ABC12D' },
  issuedOn: '2026-11-24',
  validUntil: '2027-02-24',
  lines: [
    'Həyat yoldaşı: Elçin Vaqif oğlu Məmmədov, 1988',
    'Övladı: Nigar Elçin qızı Məmmədova, 2015',
    'Təqdim olunduğu yer: bank',
  ],
};

const readingDocument = (): readonly PageSample<'readingDocument'>[] => {
  const view = { show: 'readingDocument', reference: SAMPLE_REFERENCE } as const;
  return [
    { name: 'usual', view },
    { name: 'text-200', view, frame: LARGEST_TEXT },
  ];
};

function previewing(): readonly PageSample<'previewing'>[] {
  const view = { show: 'previewing', reference: SAMPLE_REFERENCE, document: DOCUMENT, sheets: 1 } as const;
  const lines = Array.from({ length: 6 }, () => DOCUMENT.lines).flat();
  return [
    { name: 'usual', view },
    { name: 'copies', view: { ...view, sheets: 6 } },
    { name: 'long', view: { ...view, document: { ...DOCUMENT, lines }, sheets: 2 } },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
  ];
}

function wrongDocument(): readonly PageSample<'wrongDocument'>[] {
  const view = { show: 'wrongDocument', reference: SAMPLE_REFERENCE } as const;
  return [
    { name: 'usual', view },
    { name: 'staff-called', view, frame: STAFF_CALLED_FRAME },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
  ];
}

export const samples = () => ({
  readingDocument: readingDocument(),
  previewing: previewing(),
  wrongDocument: wrongDocument(),
});
