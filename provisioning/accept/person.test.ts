import { expect, it } from 'vitest';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { ACCEPT_WORDS } from './all-words.ts';
import { createTechnicianDialogue } from './person.ts';

async function answered(language: Language, ...answers: readonly (string | null)[]) {
  const left = [...answers];
  const stop = new AbortController();
  const io = { ...fakeIo(), ask: async () => left.shift() ?? null };
  const agrees = await createTechnicianDialogue(io, ACCEPT_WORDS[language], stop).agrees('?');
  return { agrees, stopped: stop.signal.aborted, told: io.notes, left };
}

it.each(LANGUAGE_CODES)(
  'when the technician types a yes or no word of the language %s in any case, then it is understood, and no word means both',
  async (language) => {
    const { yes, no, sayYesOrNo } = ACCEPT_WORDS[language];
    expect(yes.filter((word) => no.includes(word))).toEqual([]);
    for (const word of yes) expect(await answered(language, ` ${word.toUpperCase()} `)).toMatchObject({ agrees: true });
    for (const word of no) expect(await answered(language, word)).toMatchObject({ agrees: false, stopped: false });
    expect(await answered(language, 'hm', yes[0] ?? '')).toMatchObject({ agrees: true, told: [sayYesOrNo] });
  },
);

it('when only empty answers come, then the answer is no; when the input ends, then the test stops', async () => {
  expect(await answered('en', '', '', '', '', '', 'y')).toMatchObject({ agrees: false, stopped: false, left: ['y'] });
  expect(await answered('en', null)).toMatchObject({ agrees: false, stopped: true });
});
