// Testimonials, case studies and awards as they stand on other pages.
import { label } from "./collections.js";
import { day, esc, longDay, once, plain, size, truncate } from "./words.js";

export function byline({ author, initials, role, company, rating }) {
  return `<div class="byline">
<span class="face" aria-hidden="true">${esc(initials)}</span>
  <div class="who">
    <p class="name"><bdi>${esc(author)}</bdi></p>
    <p class="role"><bdi>${esc(role)}</bdi>, <bdi>${esc(company)}</bdi></p>
  </div>
</div>
<p class="stars" role="img" aria-label="${rating} out of 5">${"★".repeat(rating)}${"☆".repeat(5 - rating)}</p>
`;
}

function words(one) {
  const text = plain(one);
  const whole =
    text.length < 600
      ? one.content
      : `<p class="excerpt">${esc(truncate(text, 320))}</p>
    <details class="whole">
      <summary lang="en" dir="ltr"><span class="when-closed">Read all of it</span><span class="when-open">Show less</span></summary>
      ${one.content}
    </details>`;
  return `  <blockquote lang="en" dir="ltr">
    ${whole}
  </blockquote>
`;
}

export const card = once(
  (one) => `<figure class="quote is-${size(one)}">
  <p class="quote-headline" lang="en" dir="ltr">${esc(one.data.headline)}</p>
${words(one)}  <figcaption>
${byline(one.data)}    <p class="meta">
      <a href="${one.url}"><time datetime="${day(one.date)}">${longDay(one.date)}</time><span class="unseen"> · <bdi>${esc(one.data.author)}</bdi></span></a>
    </p>
  </figcaption>
</figure>
`,
);

export const proof = once(
  (one) => `<figure class="quote is-${size(one)}">
${words(one)}  <figcaption>
${byline(one.data)}  </figcaption>
</figure>
`,
);

export function lead(one) {
  return `<figure class="lead is-${size(one)}">
  <blockquote lang="en" dir="ltr">
    <p>${esc(one.data.headline)}</p>
  </blockquote>
  <figcaption>
${byline(one.data)}    <p class="meta"><a href="${one.url}">Read all of it<span class="unseen"> · <bdi>${esc(one.data.author)}</bdi></span></a></p>
  </figcaption>
</figure>
`;
}

export const figures = ({ results, typical }) => `<dl class="results">
${results
  .map(
    (one) => `  <div>
    <dt>${esc(one.label)}</dt>
    <dd class="figure"><bdi>${one.after}</bdi></dd>
    <dd>from ${one.before} to ${one.after}</dd>
    <dd>${esc(one.period)}</dd>
    <dd>How it was measured: ${esc(one.method)}</dd>
  </div>`,
  )
  .join("\n")}
</dl>
<p class="disclosure">What is usual: ${esc(typical)}</p>
`;

const eyebrow = (data) =>
  `<p class="eyebrow"><bdi>${esc(data.customer)}</bdi> <span>${esc(label(data.industry))}</span></p>`;

export const caseCard = once((one) => {
  const result = one.data.results[0];
  return `<article class="case" lang="en" dir="ltr">
  ${eyebrow(one.data)}
  <h3><a href="${one.url}">${esc(one.data.title)}</a></h3>
  <p class="case-figure"><span class="figure"><bdi>${result.after}</bdi></span> <span>${esc(result.label)}, ${esc(result.period)}</span> <span>from ${result.before} to ${result.after}</span></p>
  <p class="case-summary">${esc(one.data.description)}</p>
  <p class="disclosure">What is usual: ${esc(one.data.typical)}</p>
</article>
`;
});

export const caseFeature = once(
  (one) => `<article class="case-feature" lang="en" dir="ltr">
  ${eyebrow(one.data)}
  <h3>${esc(one.data.title)}</h3>
  <p class="case-summary">${esc(one.data.description)}</p>
${figures(one.data)}</article>
`,
);

export { eyebrow };

export const award = (one) => `<article class="award" id="${one.id}" lang="en" dir="ltr">
  <div class="trophy">
    <span class="medal" aria-hidden="true"><span>${one.year}</span></span>
  </div>
  <div class="plaque">
    <h3>${esc(one.name)}</h3>
    <p class="awarder"><bdi>${esc(one.awarder)}</bdi>, <time datetime="${one.year}">${one.year}</time></p>
    <p>${esc(one.description)}</p>
    <p><a class="more" href="${one.url}" lang="en" dir="ltr">About this award<span class="unseen">: <bdi>${esc(one.name)}</bdi></span></a></p>
  </div>
</article>
`;

export const awardLines = once(
  (awards) => `<section class="band" aria-labelledby="awards">
  <div class="section-head"><h2 id="awards">On the shelf</h2></div>
  <ul class="award-lines">
${awards
  .slice(0, 6)
  .map(
    (one) => `    <li lang="en" dir="ltr">
  <b>${esc(one.name)}</b>  <span><bdi>${esc(one.awarder)}</bdi>, ${one.year}</span>
</li>`,
  )
  .join("\n")}
  </ul>
</section>
`,
);
