import fc from 'fast-check';

/* Tries of a property. `npm run prove -- properties` makes 10,000. */

const USUAL_RUNS = 100;

fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? USUAL_RUNS) });
