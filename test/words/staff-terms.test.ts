import { expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { MAINTENANCE_WORDS } from '../../ui/citizen/maintenance/words/all.ts';
import { TECHNICIAN_WORDS } from '../../ui/technician/words/all.ts';

it.each(LANGUAGE_CODES)(
  "when staff read of notes in doubt, then glass and technician's page use one term (%s)",
  (language) => {
    expect(MAINTENANCE_WORDS[language].cassette.doubts(1)).toContain(TECHNICIAN_WORDS[language].notes);
  },
);
