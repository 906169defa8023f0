import fc from 'fast-check';

/* Number of tries of each property test. `npm run prove -- properties` makes 10,000 tries. */

const USUAL_RUNS = 100;

fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? USUAL_RUNS) });
