/**
 * Who may import whom: the table of the architecture. Tests beside their file may reach further, because
 * a driver is tested against the simulator of its device.
 */
const TEST = '\\.test\\.ts$';
/** The composition root, which knows every part: main.ts, and the main-*.ts that it is made of. */
const MAIN =
  '^device/main(-books|-devices|-health|-lines|-machines|-maintenance|-maintenance-devices|-metrics|-office|-offline|-options|-pages|-service|-staff|-watchers)?\\.ts$';
/** What the device may know of the drivers: their contracts, the shapes of their settings, and the few shared words. */
const CONTRACTS =
  '^drivers/([^/]+/contract|payment-terminal/(clock-difference|transaction-order)|kinds/terminal-protocols|id-reader/mrz/settings|keypad/hid-keys/profile|scanner/hid-pos/profile|shapes|result|bytes|money|abort|clock|crockford|durations|emitter|in-turn|device-kinds|device-status)\\.ts$';
/** What moves or supervises bytes; the rest of a protocol's folder only says what bytes mean. */
const NOT_PURE = '^drivers/(supervision/|[^/]+/[^/]+/driver\\.ts$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'drivers-stand-alone',
      comment: 'drivers/ imports nothing of ours outside drivers/.',
      severity: 'error',
      from: { path: '^drivers/', pathNot: TEST },
      to: { path: '^(device|ui|simulators|provisioning|test)/' },
    },
    {
      name: 'device-sees-contracts',
      comment:
        'device/ sees the contracts of the drivers; the composition root (device/main.ts, main-*.ts) alone puts drivers in.',
      severity: 'error',
      from: { path: '^device/', pathNot: [TEST, MAIN] },
      to: { path: '^drivers/', pathNot: CONTRACTS },
    },
    {
      name: 'device-has-no-simulators',
      comment: 'Nothing of device/ but main.ts knows that there are simulators, pages or a command.',
      severity: 'error',
      from: { path: '^device/', pathNot: [TEST, MAIN] },
      to: { path: '^(ui|simulators|provisioning|test)/' },
    },
    {
      name: 'main-knows-one-simulator-door',
      comment: 'The composition root reaches the simulators through simulators/host/host.ts and its types alone.',
      severity: 'error',
      from: { path: MAIN },
      to: { path: '^(ui|provisioning|test)/|^simulators/(?!host/)' },
    },
    {
      name: 'simulators-only-on-demand',
      comment: 'A static import would put simulators into the production bundle.',
      severity: 'error',
      from: { path: `${MAIN}|^provisioning/`, pathNot: TEST },
      to: { path: '^simulators/', dependencyTypesNot: ['dynamic-import', 'type-only', 'type-import'] },
    },
    {
      name: 'main-belongs-to-the-command',
      comment: 'The composition root is started by the command and imported by nobody else.',
      severity: 'error',
      from: { pathNot: [MAIN, `^(provisioning|test)/|${TEST}`] },
      to: { path: MAIN },
    },
    {
      name: 'simulators-share-bytes',
      comment: 'A simulator shares links, framers and codecs with a driver, never the driver itself.',
      severity: 'error',
      from: { path: '^simulators/', pathNot: TEST },
      to: { path: `${NOT_PURE}|^(device|ui|provisioning|test)/`, pathNot: '^device/back-office/openapi\\.yaml$' },
    },
    {
      name: 'ui-sees-screen',
      comment:
        'ui/ knows device/screen, the words it is written in, the kinds of devices, and nothing else of the process.',
      severity: 'error',
      from: { path: '^ui/', pathNot: [TEST, '^ui/verify/'] },
      to: {
        path: '^(device|drivers|simulators|provisioning|test)/',
        pathNot: '^device/(screen|words)/|^drivers/device-kinds\\.ts$',
      },
    },
    {
      name: 'ui-sees-types-only',
      comment:
        'The page gets screens over its socket; no code of the device is in it but the words that both write with.',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: '^device/(screen/|words/intent\\.ts$)', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'words-are-pure',
      comment: 'What a page runs too knows no machine.',
      severity: 'error',
      from: { path: '^device/words/', pathNot: TEST },
      to: {
        pathNot: '^device/words/|^drivers/money\\.ts$|^node_modules/zod/',
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'verify-page-shares-the-check',
      comment:
        'The page that checks receipts is no screen of the kiosk: it must come to the same answer as the command, so both run ' +
        'the same pure code.',
      severity: 'error',
      from: { path: '^ui/verify/', pathNot: TEST },
      to: {
        path: '^(device|drivers|simulators|provisioning|test)/',
        pathNot: '^device/(screen|words|proof)/|^drivers/(result|bytes|money)\\.ts$',
      },
    },
    {
      name: 'proof-is-pure',
      comment: 'What a page runs too knows no machine: no Node, no file, no clock, no chance.',
      severity: 'error',
      from: { path: '^device/proof/', pathNot: TEST },
      to: { pathNot: '^device/proof/|^drivers/(result|bytes)\\.ts$|^node_modules/@noble/' },
    },
    {
      name: 'command-has-no-page',
      comment: 'provisioning/ knows contracts, configuration and drivers.',
      severity: 'error',
      from: { path: '^provisioning/', pathNot: TEST },
      to: { path: '^(ui|test)/' },
    },
    {
      name: 'native-parts-on-demand',
      comment: 'A laptop without serial ports, HID or GPIO still runs the simulated kiosk.',
      severity: 'error',
      from: { path: '^(drivers|device|provisioning|simulators)/', pathNot: TEST },
      to: {
        path: '^node_modules/(serialport|node-hid|onoff)/',
        dependencyTypesNot: ['dynamic-import', 'type-only', 'type-import'],
      },
    },
    {
      name: 'shipped-code-has-shipped-packages',
      comment: 'What runs in production must be among the dependencies, not the development ones.',
      severity: 'error',
      from: { path: '^(drivers|device|ui|simulators|provisioning)/', pathNot: [TEST, 'vite\\.config\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'package-doors-are-for-others',
      comment: 'An index.ts says what the npm package offers; our own code imports what it needs where it is.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.ts$', pathNot: '^node_modules/' },
    },
    {
      name: 'nobody-imports-a-test',
      severity: 'error',
      from: { pathNot: `^test/|${TEST}` },
      to: { path: `^test/|${TEST}` },
    },
    {
      name: 'no-circle',
      comment:
        'Types may close a circle of files within one folder, which is read whole. They close none of folders: test/tools/rings.mjs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
