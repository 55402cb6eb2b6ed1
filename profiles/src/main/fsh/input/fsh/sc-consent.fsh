Extension: ConsentCapture
Id: sc-consent-capture
Title: "Consent capture"
Description: "How consent was asked for and given."
Context: Consent
* obeys sc-con-8 and sc-con-9 and sc-con-10 and sc-con-11 and sc-con-12
* extension contains
    textVersion 0..1 and
    capturedBy 0..1
* insert CodedPart(method, 0..*, $sc-capture-method)
* insert CodedPart(language, 0..1, $languages)
* insert CodedPart(check, 0..*, $sc-capture-check)
* extension[textVersion].value[x] 1..1
* extension[textVersion].value[x] only code
* extension[capturedBy].value[x] 1..1
* extension[capturedBy].value[x] only Reference(Organization or Practitioner or PractitionerRole)

Profile: ScConsent
Parent: Consent
Id: sc-consent
Title: "Consent"
Description: "What the person permits: closed but for the permits it lists, or a refusal without any. A nested deny takes out of them again."
* extension contains ConsentCapture named capture 1..1 MS
* status MS
* scope = $consent-scope#patient-privacy
* patient 1..1 MS
* patient only Reference(Patient)
* dateTime MS
* organization MS
* organization only Reference(Organization)
* provision 1..1 MS
* provision obeys sc-con-1 and sc-con-2
* provision.type MS
* provision.period MS
* provision.provision MS
* provision.provision obeys sc-con-3 and sc-con-4 and sc-con-5 and sc-con-6 and sc-con-7 and sc-con-13
* provision.provision.type MS
* provision.provision.actor MS
* provision.provision.purpose MS
* provision.provision.class MS
* provision.provision.securityLabel MS

Invariant: sc-con-1
Description: "The root provision denies, as it does without a type: what no permit lists stays closed."
Severity: #error
Expression: "type.empty() or type = 'deny'"

Invariant: sc-con-2
Description: "The root provision has an end date."
Severity: #error
Expression: "period.end.exists()"

Invariant: sc-con-3
Description: "A nested provision says whether it permits or denies."
Severity: #error
Expression: "type.exists()"

Invariant: sc-con-4
Description: "A permit names at least one actor."
Severity: #error
Expression: "type = 'permit' implies actor.exists()"

Invariant: sc-con-5
Description: "A permit names at least one purpose."
Severity: #error
Expression: "type = 'permit' implies purpose.exists()"

Invariant: sc-con-6
Description: "A permit names a class or a security label."
Severity: #error
Expression: "type = 'permit' implies (class.exists() or securityLabel.exists())"

Invariant: sc-con-7
Description: "Provisions are nested one level deep."
Severity: #error
Expression: "provision.empty()"

Invariant: sc-con-8
Description: "The capture says how consent was given."
Severity: #error
Expression: "extension.where(url = 'method').exists()"

Invariant: sc-con-9
Description: "The capture says who captured it."
Severity: #error
Expression: "extension.where(url = 'capturedBy').exists()"

Invariant: sc-con-10
Description: "The capture says in which language the text was shown or spoken."
Severity: #error
Expression: "extension.where(url = 'language').exists()"

Invariant: sc-con-11
Description: "The capture says which version of the text was used."
Severity: #error
Expression: "extension.where(url = 'textVersion').exists()"

Invariant: sc-con-12
Description: "The person was asked alone, with any interpreter independent of companions, unless decided in the best interest."
Severity: #error
Expression: "extension.where(url = 'check').value.coding.where(code = 'asked-alone').exists() or extension.where(url = 'method').value.coding.where(code = 'best-interest').exists()"

Invariant: sc-con-13
Description: "A permit for law enforcement or a migration authority has no other purpose."
Severity: #error
Expression: "type = 'permit' implies (purpose.where(code = 'sc-law-enforcement' or code = 'sc-migration-authority').empty() or purpose.count() = 1)"
