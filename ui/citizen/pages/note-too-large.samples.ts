import { makeSamplesForDisplays, type PageSample, SAMPLE_REFERENCE, type ViewOf } from '../../samples/sample.ts';

function noteTooLarge(): readonly PageSample<'noteTooLarge'>[] {
  const view: ViewOf<'noteTooLarge'> = {
    show: 'noteTooLarge',
    note: 20_000,
    missing: 1_500,
    excess: 18_500,
    fitting: [100, 500, 1_000],
    reference: SAMPLE_REFERENCE,
    inserted: 3_500,
    seconds: 30,
  };
  return [
    { name: 'usual', view },
    { name: 'first-note', view: { ...view, inserted: 0, missing: 500, excess: 19_500, fitting: [100, 500] } },
    { name: 'no-note-fits', view: { ...view, missing: 50, excess: 19_950, fitting: [] } },
    ...makeSamplesForDisplays(view),
  ];
}

export const samples = () => ({ noteTooLarge: noteTooLarge() });
