// What JavaScript sees of a team of threads, beside ../index.ts: in the build for several threads.
export { cancelWord, chunksDone, dismiss, fail, formTeam, gather, hasFailed, help, isAway } from './team';
