import { makeSamplesForDisplays, type PageSample, SIMULATED_FRAME } from '../../samples/sample.ts';

function attract(): readonly PageSample<'attract'>[] {
  const view = { show: 'attract', notices: [], takeCard: false } as const;
  return [
    { name: 'usual', view },
    { name: 'card-left', view: { ...view, takeCard: true } },
    { name: 'office-away', view: { ...view, notices: ['BKO-101'] } },
    { name: 'printer-has-no-paper', view: { ...view, notices: ['PRN-111'] } },
    { name: 'withdrawn', view: { ...view, notices: ['RDR-109', 'TRM-110', 'PRN-123'] } },
    { name: 'three-notices', view: { ...view, notices: ['RDR-104', 'TRM-204', 'PRN-112'] } },
    { name: 'simulated', view, frame: SIMULATED_FRAME },
    ...makeSamplesForDisplays(view),
  ];
}

export const samples = () => ({ attract: attract() });
