import { makeSamplesForDisplays, type PageSample, SCAN_REFUSED_FRAME, SIMULATED_FRAME } from '../../samples/sample.ts';

function attract(): readonly PageSample<'attract'>[] {
  const view = { show: 'attract', notices: [], takeCard: false } as const;
  return [
    { name: 'usual', view },
    { name: 'card-left', view: { ...view, takeCard: true } },
    { name: 'office-away', view: { ...view, notices: ['BKO-101'] } },
    { name: 'printer-has-no-paper', view: { ...view, notices: ['PRN-111'] } },
    { name: 'three-notices', view: { ...view, notices: ['RDR-104', 'TRM-204', 'PRN-112'] } },
    { name: 'simulated', view, frame: SIMULATED_FRAME },
    { name: 'scan-refused', view, frame: SCAN_REFUSED_FRAME },
    ...makeSamplesForDisplays(view),
  ];
}

export const samples = () => ({ attract: attract() });
