export const data = {
  layout: "page.11ty.js",
  title: "There is nothing at this address",
  permalink: "/404.html",
  look: "not-found",
  hidden: true,
  eleventyExcludeFromCollections: true,
};

export function render({ title }) {
  return `<article class="plain">
  <h1>${title}</h1>
  <div class="prose">
    <p>It may have moved, or a letter of the link may be missing.</p>
    <p><a class="button" href="/">To the start</a></p>
  </div>
</article>
`;
}
