// Consent, and what the person may ask for.

Instance: sc-withdraw
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-withdraw, withdraw, Withdraw, Takes a consent back\, whole or for the actors that are named. It holds from its answer on.)
* title = "Withdraw consent"
* affectsState = true
* resource = #Consent
* system = false
* type = false
* instance = true
* insert Parameter(0, actor, in, 0, *, Reference, For whom it is withdrawn; for everyone where none is named.)
* insert Parameter(1, capturedHow, in, 1, 1, code, A code of sc-capture-method.)
* insert Parameter(2, return, out, 1, 1, OperationOutcome, That it is done. What else the consent says is not told.)

Instance: sc-evaluate-consent
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-evaluate-consent, evaluate-consent, EvaluateConsent, What consents say to a request about an item\, and why. Takes its input literally and stores nothing.)
* title = "Evaluate consent"
* system = true
* type = false
* instance = false
* insert Parameter(0, consent, in, 0, *, Consent, Consents of the person.)
* insert Parameter(1, resource, in, 1, 1, Resource, The item.)
* insert Parameter(2, organization, in, 1, 1, Type, Who asks: a Reference or an Identifier.)
* insert Parameter(3, group, in, 0, *, Reference, Groups that the organisation belongs to.)
* insert Parameter(4, role, in, 0, *, Coding, Roles that it has.)
* insert Parameter(5, purposeOfUse, in, 1, *, Coding, What for.)
* insert Parameter(6, action, in, 0, 1, Coding, What is to be done; access where none is named.)
* insert Parameter(7, related, in, 0, *, Resource, What else is known about the person.)
* insert Parameter(8, instant, in, 0, 1, instant, When; now where none is named.)
* insert Parameter(9, assumeLiveTask, in, 0, 1, boolean, Whether there is a Task as if accepted; true where it is not said.)
* insert Parameter(10, decision, out, 1, 1, code, permit or deny.)
* insert Parameter(11, releasedLabel, out, 0, *, Coding, Labels of identity that are released.)
* insert Parameter(12, basis, out, 0, *, string, Which provisions it rests on.)
* insert Parameter(13, reason, out, 1, 1, code, Why.)
* insert Parameter(14, explanation, out, 1, 1, string, Why\, in words.)
* parameter[15].name = #ignored
* parameter[15].use = #out
* parameter[15].min = 0
* parameter[15].max = "*"
* parameter[15].documentation = "Consents that do not count, and why."
* parameter[15].part[0].name = #consent
* parameter[15].part[0].use = #out
* parameter[15].part[0].min = 1
* parameter[15].part[0].max = "1"
* parameter[15].part[0].type = #string
* parameter[15].part[0].documentation = "Which consent: its id, or its place in what was sent."
* parameter[15].part[1].name = #reason
* parameter[15].part[1].use = #out
* parameter[15].part[1].min = 1
* parameter[15].part[1].max = "1"
* parameter[15].part[1].type = #code
* parameter[15].part[1].documentation = "Why it does not count."

Instance: sc-receipt
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-receipt, receipt, Receipt, What a consent says\, on a sheet for the person\, in words that give nothing away. PDF or HTML by Accept.)
* title = "Receipt of a consent"
* resource = #Consent
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, Of the sheet; by Accept-Language where it is not said.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, That it is safe for the person to have it on paper.)
* insert Parameter(2, return, out, 1, 1, Binary, The sheet itself.)

Instance: sc-my-data
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-my-data, my-data, MyData, What the caller has submitted about a person\, for herself: as HTML or PDF in plain words\, or as a document Bundle. With a key\, what everybody has submitted\, sealed to it.)
* title = "A person's own data"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, en\, el\, it\, de\, nl or fr; the person's where none is named.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, Whether it was said that paper is safe for her: without it no page names an organisation.)
* insert Parameter(2, sealTo, in, 0, 1, string, The key that belongs to a code of hers\, in the body only; it serves once.)
* insert Parameter(3, return, out, 1, 1, Resource, A Bundle of type document\, or a Binary with the page or the sealed file.)

Instance: sc-disclosures
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-disclosures, disclosures, Disclosures, Who saw what of that which the caller has submitted about a person\, on which day and what for\, for herself: as HTML or PDF in plain words\, or as a document Bundle.)
* title = "Who saw what"
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, language, in, 0, 1, code, en\, el\, it\, de\, nl or fr; the person's where none is named.)
* insert Parameter(1, paperSafe, in, 0, 1, boolean, Whether it was said that paper is safe for her: without it no page names an organisation.)
* insert Parameter(2, return, out, 1, 1, Resource, A Bundle of type document with an AuditEvent for each occasion\, or a Binary with the page.)

Instance: sc-erase
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-erase, erase, Erase, Takes everything that the caller has submitted about a person out of use and destroys its key. It cannot be undone; saying it again changes nothing more.)
* title = "Erase"
* affectsState = true
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, reason, in, 1, 1, code, A code of sc-rights-reason.)
* insert Parameter(1, return, out, 1, 1, OperationOutcome, That it is done.)

Instance: sc-restrict
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-restrict, restrict, Restrict, What the caller has submitted about a person is kept and not used\, until that is lifted.)
* title = "Restrict use"
* affectsState = true
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(0, reason, in, 0, 1, code, A code of sc-rights-reason; needed unless it is lifted.)
* insert Parameter(1, lift, in, 0, 1, boolean, True to use it again.)
* insert Parameter(2, return, out, 1, 1, OperationOutcome, That it is done.)
