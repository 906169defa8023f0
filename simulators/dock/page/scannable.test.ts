import { expect, it } from 'vitest';
import type { DockState } from '../state.ts';
import { scannableCodes } from './scannable.ts';

const paper = (id: number, qr: readonly string[], torn = false) => ({ id, qr, torn, lines: [], height: 80 });
const dock = (papers: readonly object[]) => ({ printer: { papers } }) as unknown as Pick<DockState, 'printer'>;

it('when papers have codes, then the newest whole papers come first, each code once, named by its last part', () => {
  const papers = [
    paper(1, ['https://status.example/a/K5-7QF2-62#proof']),
    paper(2, []),
    paper(3, ['K5-7QF2-9XKD-41']),
    paper(4, ['torn'], true),
    paper(5, ['https://status.example/a/K5-7QF2-62#proof']),
  ];
  expect(scannableCodes(dock(papers))).toEqual([
    { on: 'paper 5: K5-7QF2-62', text: 'https://status.example/a/K5-7QF2-62#proof' },
    { on: 'paper 3: K5-7QF2-9XKD-41', text: 'K5-7QF2-9XKD-41' },
  ]);
});

it('when many papers have codes, then the newest eight are shown', () => {
  const papers = Array.from({ length: 12 }, (_, at) => paper(at, [`code ${at}`]));
  expect(scannableCodes(dock(papers)).map(({ text }) => text)).toEqual(
    [11, 10, 9, 8, 7, 6, 5, 4].map((at) => `code ${at}`),
  );
});
