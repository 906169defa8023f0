import { makeSamplesForDisplays, type PageSample, type ViewOf } from '../../samples/sample.ts';

function identifyingByPhone(): readonly PageSample<'identifyingByPhone'>[] {
  const scan: ViewOf<'identifyingByPhone'> = {
    show: 'identifyingByPhone',
    service: 'Sürücülük vəsiqəsinin dəyişdirilməsi',
    stage: 'scan',
    qr: 'https://login.asan.example/i/qkT3wP0cYy5m1sRk8Zb2Qw',
    match: '47',
    secondsLeft: 112,
  };
  const confirm = { ...scan, stage: 'confirm', qr: null, secondsLeft: 71 } as const;
  return [
    { name: 'starting', view: { ...scan, stage: 'starting', qr: null, match: null, secondsLeft: null } },
    { name: 'scan', view: scan },
    { name: 'confirm', view: confirm },
    ...makeSamplesForDisplays(scan),
    ...makeSamplesForDisplays(confirm).map((each) => ({ ...each, name: `confirm-${each.name}` })),
  ];
}

export const samples = () => ({ identifyingByPhone: identifyingByPhone() });
