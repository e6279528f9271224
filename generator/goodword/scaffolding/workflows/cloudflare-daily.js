// Builds the site every day, because what may be shown changes by itself: a consent ends, a badge expires, a date comes.
// This is a Worker of its own; Pages has no clock. Once:
//   1. in the Pages project, under Settings > Builds, make a deploy hook and copy its address
//   2. in the dashboard create a Worker, and put this file in the place of its code
//   3. in the Worker's settings add the secret GOODWORD_BUILD_HOOK (that address) and the cron trigger @MINUTE@ 4 * * *
// Keep the address to yourself: whoever has it can start builds.
export default {
  async scheduled(event, env) {
    const answer = await fetch(env.GOODWORD_BUILD_HOOK, { method: "POST" });
    if (!answer.ok) {
      throw new Error(`The deploy hook answered ${answer.status}.`);
    }
  },
};
