// Keeps what Goodword has ready from one build to the next. Without it a build is slower, never different.
module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(".goodword"),
  onPostBuild: ({ utils }) => utils.cache.save(".goodword"),
};
