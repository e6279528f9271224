export default { layout: "case.11ty.js", permalink: ({ page }) => `/case-studies/${page.fileSlug}/` };
