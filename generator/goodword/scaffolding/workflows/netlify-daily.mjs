// Builds the site every day, because what may be shown changes by itself: a consent ends, a badge expires, a date comes.
// Once: under Build & deploy > Build hooks make a hook, and save its address as the environment variable
// GOODWORD_BUILD_HOOK, for functions only. Keep it to yourself: whoever has it can start builds.
export default async () => {
  const hook = process.env.GOODWORD_BUILD_HOOK;
  if (!hook) {
    throw new Error("GOODWORD_BUILD_HOOK is not set: make a build hook and save its address under that name.");
  }
  const answer = await fetch(hook, { method: "POST" });
  if (!answer.ok) {
    throw new Error(`The build hook answered ${answer.status}.`);
  }
};

export const config = { schedule: "@MINUTE@ 4 * * *" };
