// Search parameters of the directory that FHIR itself does not have.

Instance: sc-service-language
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-language"
* version = "0.1.0"
* name = "ScServiceLanguage"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by language."
* code = #language
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.communication"

Instance: sc-service-country
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-country"
* version = "0.1.0"
* name = "ScServiceCountry"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by country."
* code = #country
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.extension.where(url='https://fhir.example.org/supportive-care/StructureDefinition/sc-served-country').value"

Instance: sc-service-served-age
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-served-age"
* version = "0.1.0"
* name = "ScServiceServedAge"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by served age."
* code = #served-age
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.extension.where(url='https://fhir.example.org/supportive-care/StructureDefinition/sc-served-age').value"

Instance: sc-service-served-gender
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-served-gender"
* version = "0.1.0"
* name = "ScServiceServedGender"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by served gender."
* code = #served-gender
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.extension.where(url='https://fhir.example.org/supportive-care/StructureDefinition/sc-served-gender').value"

Instance: sc-service-capacity
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-capacity"
* version = "0.1.0"
* name = "ScServiceCapacity"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by capacity."
* code = #capacity
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.extension.where(url='https://fhir.example.org/supportive-care/StructureDefinition/sc-capacity').value"

Instance: sc-service-delivery-mode
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-delivery-mode"
* version = "0.1.0"
* name = "ScServiceDeliveryMode"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by delivery mode."
* code = #delivery-mode
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.extension.where(url='https://fhir.example.org/supportive-care/StructureDefinition/sc-delivery-mode').extension.where(url='mode').value"

Instance: sc-service-eligibility
InstanceOf: SearchParameter
Usage: #definition
* url = "https://fhir.example.org/supportive-care/SearchParameter/sc-service-eligibility"
* version = "0.1.0"
* name = "ScServiceEligibility"
* status = #active
* publisher = "Supportive Care Exchange"
* description = "Services by eligibility."
* code = #eligibility
* base = #HealthcareService
* type = #token
* expression = "HealthcareService.eligibility.code"
