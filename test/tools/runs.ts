import fc from 'fast-check';

/* How often a property is tried that does not say it itself. `npm run prove -- properties` tries each 10,000 times. */

const USUAL_RUNS = 100;

fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? USUAL_RUNS) });
