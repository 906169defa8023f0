/** Every page of a visit, in one file: whatever lies in the folder is one. They are prefetched while the first screen stands. */
import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });
