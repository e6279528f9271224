// The form that is on most pages; a landing page sends its code along.
import { esc } from "./words.js";

export function form({ form: action }, code) {
  const ref = code ? `?ref=${code}` : "";
  return `<section class="ask" aria-labelledby="ask">
  <h2 id="ask">Ask us anything</h2>
<form class="form" action="${esc(action)}" method="post">
  <input type="hidden" name="channel" value="">
  ${code ? `<input type="hidden" name="ref" value="${code}">` : ""}
<div class="fields">
  <p><label for="form-name">Your name</label><input id="form-name" name="name" autocomplete="name" required maxlength="200"></p>
  <p><label for="form-email">Your e-mail</label><input id="form-email" name="email" type="email" autocomplete="email" required maxlength="200"></p>
  <p><label for="form-company">Your company <span class="optional">optional</span></label><input id="form-company" name="company" autocomplete="organization" maxlength="200"></p>${
    code
      ? ""
      : `
  <p><label for="form-ref">Who sent you? <span class="optional">optional</span></label><input id="form-ref" name="ref" autocomplete="off" maxlength="200" aria-describedby="form-ref-help"><span class="help" id="form-ref-help">A name or a code, so that we can say thank you.</span></p>`
  }
  <p class="wide"><label for="form-message">What would you like to know?</label><textarea id="form-message" name="message" rows="5" required maxlength="5000"></textarea></p>
  <div class="decoy" aria-hidden="true"><label for="form-decoy">Please leave this empty</label><input id="form-decoy" name="website" tabindex="-1" autocomplete="off"></div>
  <p class="wide check"><input id="form-contact" name="contact_ok" type="checkbox" value="yes"><label for="form-contact">You may also write to me later on. I can tell you to stop at any time.</label></p>
</div>
  <p class="form-note">We use what you write to answer you. ${code ? "The code of whoever sent you goes along. " : ""}<a href="/privacy/${ref}">What happens to your data</a></p>
  <p><button class="button" type="submit">Send</button></p>
</form></section>
`;
}
