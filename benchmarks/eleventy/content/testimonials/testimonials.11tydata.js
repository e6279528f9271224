export default { layout: "testimonial.11ty.js", permalink: ({ page }) => `/testimonials/${page.fileSlug}/` };
